"""The name of the state of everything that changes rarely."""

from django.db import models


class Revision(models.Model):
    """Written by triggers alone (ntm_portal/triggers.py): a new token at every change of a rarely changing table."""

    token = models.CharField(max_length=36)

    class Meta:
        verbose_name = "phiên bản danh mục"
        verbose_name_plural = "phiên bản danh mục"

    def __str__(self):
        return self.token
