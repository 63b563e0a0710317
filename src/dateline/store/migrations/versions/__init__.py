"""The steps in order; a step that was released is not changed again."""
