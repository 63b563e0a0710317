"""The workbench: a web application over a store, and its JSON interface."""
