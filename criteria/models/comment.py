"""Trao đổi: what was said about one cell, whom it calls, and what became of the call. All of it only added."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from communes.models import Unit
from criteria.enums import Addressee
from criteria.models.rulebook import Indicator
from criteria.rules.comments import LONGEST


class CommentQuerySet(models.QuerySet):
    """How the office asks for comments."""

    def of_cell(self, unit: Unit, indicator: Indicator):
        """What was said about one indicator in one place."""
        return self.filter(unit=unit, indicator=indicator)

    def standing(self):
        """Comments that were not taken back."""
        return self.filter(withdrawal=None)

    def newest_first(self):
        """The last word on top."""
        return self.order_by("-at", "-pk")


class Comment(models.Model):
    """Ý kiến về một ô: who said what about an indicator in a place, and when. Never edited."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="comments", verbose_name="đơn vị")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name="chỉ tiêu")
    text = models.CharField("nội dung", max_length=LONGEST)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc")
    token = models.CharField("mã của lần gửi", max_length=36)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến trao đổi"
        verbose_name_plural = "ý kiến trao đổi"
        indexes = [models.Index(fields=["unit", "indicator", "-at", "-id"], name="comment_newest")]
        constraints = [
            models.CheckConstraint(
                name="comment_says_something",
                condition=~Q(text=""),
                violation_error_message="Ghi nội dung trao đổi.",
            ),
            models.UniqueConstraint(
                fields=["by", "token"],
                name="comment_sent_once",
                violation_error_message="Ý kiến này đã được ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.indicator}"


class CommentWithdrawal(models.Model):
    """Rút ý kiến: the words stay and are struck out; who took them back, when and why."""

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="withdrawal", verbose_name="ý kiến")
    reason = models.CharField("lý do rút", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người rút")
    at = models.DateTimeField("lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "rút ý kiến"
        verbose_name_plural = "rút ý kiến"
        constraints = [
            models.CheckConstraint(
                name="comment_withdrawal_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Rút ý kiến phải nêu lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.comment_id}: {self.reason}"


class MentionQuerySet(models.QuerySet):
    """How the office asks who is waited for."""

    def open(self):
        """Calls that nobody answered or marked as done, in comments that stand."""
        return self.filter(settlement=None, comment__withdrawal=None)


class Mention(models.Model):
    """Nhắc đến: the comment waits for an answer of this office or post."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="mentions", verbose_name="ý kiến")
    addressee = models.CharField("nơi nhận", max_length=17, choices=Addressee.choices)
    sample = models.BooleanField("số liệu minh họa", default=False)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi nhận ý kiến"
        verbose_name_plural = "nơi nhận ý kiến"
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "addressee"],
                name="mention_once",
                violation_error_message="Ý kiến đã gửi tới nơi này.",
            ),
        ]

    def __str__(self):
        return f"{self.comment_id}: {self.get_addressee_display()}"


class Settlement(models.Model):
    """Đã xong: those who were called answered with a comment of their own, or said that it is done."""

    mention = models.OneToOneField(Mention, models.PROTECT, related_name="settlement", verbose_name="lời nhắc")
    answer = models.ForeignKey(
        Comment, models.PROTECT, null=True, blank=True, related_name="settles", verbose_name="ý kiến trả lời"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người trả lời")
    at = models.DateTimeField("lúc")
    sample = models.BooleanField("số liệu minh họa", default=False)

    class Meta:
        verbose_name = "trả lời lời nhắc"
        verbose_name_plural = "trả lời lời nhắc"

    def __str__(self):
        return f"{self.mention_id}: {'đã trả lời' if self.answer_id else 'đã xong'}"
