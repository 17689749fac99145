"""How a session finds its user again."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class PortalBackend(ModelBackend):
    """Brings the user's unit, district and department along: every page asks for them."""

    def get_user(self, user_id):
        user = User.objects.with_places().filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
