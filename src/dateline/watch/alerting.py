"""Alerts: what is new and fits is found, and its receivers are told, until each of them has answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

from dateline.store.alerts import AlertLog
from dateline.watch.config import AlertConfig
from dateline.watch.pace import backed_off
from dateline.watch.receivers import SENT, NotNowError, Receiver, receivers
from dateline.watch.told import Tell, Told

_AT_ONCE: Final = 50
"""Matches of which a receiver is told before a stop is heeded."""
_FIRST_RETRY, _LAST_RETRY = 30.0, 3600.0


@dataclass
class _Standing:
    """A receiver of an alert, how often in a row it could not be told, and when it may be told again."""

    alert: AlertConfig
    receiver: Receiver
    failures: int = 0
    free: float = 0.0


class Alerting:
    """The alerts of one configuration. Where they were never looked for, they begin behind what the store holds."""

    def __init__(
        self,
        alerts: Sequence[AlertConfig],
        log: AlertLog,
        timeout: float,
        tell: Tell,
        is_stopped: Callable[[], bool],
    ) -> None:
        self._alerts = alerts
        self._log = log
        self._tell = tell
        self._is_stopped = is_stopped
        self._receivers = [_Standing(alert, receiver) for alert in alerts for receiver in receivers(alert, timeout)]
        log.begin()

    def settle(self) -> bool:
        """Find what is new and tell those who may be told now; whether all of them could be."""
        searches = {alert.name: alert.search for alert in self._alerts}
        if found := self._log.scan(searches, self._keys):
            self._tell(Told("matched", "alerts", facts={"matches": found}))
        went = [self._deliver(each) for each in self._receivers if each.free <= time.monotonic()]
        return all(went)

    def retries(self) -> list[float]:
        """When receivers that could not be told are told again, on the monotonic clock."""
        return [each.free for each in self._receivers if each.failures]

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        """What the store calls the receivers of each alert."""
        return {
            alert.name: [each.receiver.key for each in self._receivers if each.alert is alert] for alert in self._alerts
        }

    def _deliver(self, to: _Standing) -> bool:
        """Tell a receiver of what it was not told yet, some of it; whether it could be told."""
        alert, receiver = to.alert.name, to.receiver
        while not self._is_stopped() and (pending := self._log.pending(alert, receiver.key, _AT_ONCE)):
            latest = partial(self._log.latest, alert, receiver.key)
            try:
                for match, outcome in receiver.tell(pending, latest):
                    self._log.settle([match], outcome)
                    facts = {"receiver": receiver.name, "event": match.event.id, "version": match.event.version}
                    self._tell(Told(outcome, alert, outcome != SENT, facts))
            except NotNowError as error:
                pause = backed_off(to.failures, _FIRST_RETRY, _LAST_RETRY)
                to.failures, to.free = to.failures + 1, time.monotonic() + pause
                facts = {"receiver": receiver.name, "problem": error.message, "again_in": pause}
                self._tell(Told("not sent", alert, True, facts))
                return False
        to.failures, to.free = 0, 0.0
        return True
