from django.apps import AppConfig


class NtmPortalConfig(AppConfig):
    name = "ntm_portal"
    verbose_name = "Cổng nông thôn mới"
