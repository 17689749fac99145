"""A typed page that outlives its session: signed, carried in the sign-in form, offered again afterwards."""

from dataclasses import dataclass

from django.core import signing

from accounts.rules import kept_fields

SALT = "accounts.kept"
GOOD_FOR = 12 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """What was posted, where to, and who was signed in when it was typed (None: not known)."""

    path: str
    fields: list[tuple[str, str]]
    user_id: int | None

    def packed(self) -> str:
        """Text for a hidden field that only this portal can have written."""
        return signing.dumps([self.path, self.fields, self.user_id], salt=SALT, compress=True)

    @classmethod
    def unpacked(cls, text: str) -> "Kept | None":
        """What `packed` wrote; None when it is empty, forged or older than a working day."""
        try:
            path, fields, user_id = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
        except signing.BadSignature:
            return None
        return cls(path, [(name, value) for name, value in fields], user_id)


def keep(request, user_id: int | None) -> Kept | None:
    """What can be kept of a posted page: not files, not secrets, not more than a page holds."""
    typed = [] if request.FILES else [(name, value) for name, values in request.POST.lists() for value in values]
    fields = kept_fields(typed)
    return Kept(request.get_full_path(), fields, user_id) if fields else None
