"""dateline reads news reports into records of events in which every value cites its words."""

__version__ = "0.1.0"
