"""Foreign event types and roles on ours: AIDA-1 (RAMS) and KAIROS (WikiEvents)."""

from __future__ import annotations

from typing import Final

TYPES: Final = {
    "conflict.attack": "armed-assault",
    "conflict.attack.selfdirectedbattle": "armed-clash",
    "conflict.attack.bombing": "bombing",
    "conflict.attack.detonateexplode": "bombing",
    "conflict.attack.airstrikemissilestrike": "air-strike",
    "conflict.attack.invade": "armed-clash",
    "conflict.attack.setfire": "property-destruction",
    "conflict.demonstrate": "protest",
    "contact.negotiate": "meeting",
    "contact.discussion": "meeting",
    "contact.contact.meet": "meeting",
    "contact.threatencoerce": "threat",
    "justice.arrestjaildetain": "arrest",
    "justice.initiatejudicialprocess": "trial",
    "justice.chargeindict": "trial",
    "justice.trialhearing": "trial",
    "justice.sentence": "trial",
    "justice.convict": "trial",
    "justice.judicialconsequences.execute": "execution",
    "transaction.transaction.embargosanction": "sanction",
    "transaction.transaction.giftgrantprovideaid": "aid",
    "government.agreements": "agreement",
}
"""The longest prefix wins; a type that none begins has no counterpart."""

_ROLES: Final = {
    "actor": "attacker killer injurer destroyer damager damagerdestroyer communicator giver jailer executioner "
    "judgecourt prosecutor demonstrator participant granter violator perpetrator dismantler disabler",
    "target": "target recipient artifact defendant detainee fireexplosionobject",
    "victim": "victim deceased",
    "instrument": "instrument explosivedevice",
    "place": "place",
}
ROLES: Final = {foreign: ours for ours, names in _ROLES.items() for foreign in names.split()}


def event_type(name: str) -> str | None:
    """Our type for a foreign one, or None."""
    lower = name.lower()
    prefixes = [prefix for prefix in TYPES if lower.startswith(prefix)]
    return TYPES[max(prefixes, key=len)] if prefixes else None
