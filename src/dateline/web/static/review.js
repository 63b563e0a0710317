// The event that is reviewed is the one that is shown, and keys are for deciding.
const card = document.getElementById(document.querySelector(".desk").dataset.event);
addEventListener("load", () => {
  card?.querySelector(".pick")?.click();
  document.activeElement?.blur();
});
