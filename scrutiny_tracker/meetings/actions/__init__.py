"""The verbs that change meetings and what hangs from them."""

from .follow_ups import TypedFollowUp, When, add_follow_up, answer_follow_up
from .programme import place, release, settle
from .publicity import OPEN, TypedPublicity
from .referrals import TypedReferral, send_referral

__all__ = [
    "OPEN",
    "TypedFollowUp",
    "TypedPublicity",
    "TypedReferral",
    "When",
    "add_follow_up",
    "answer_follow_up",
    "place",
    "release",
    "send_referral",
    "settle",
]
