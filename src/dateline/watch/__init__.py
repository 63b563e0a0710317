"""Feeds watched for days: asked politely, what is new read into a store, alerts told to their receivers."""
