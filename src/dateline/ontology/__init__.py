"""What an event is: the types with their roles and foreign codes, and the glossary of every label."""
