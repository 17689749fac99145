"""What a script is told where a person would get a page: a status code of meaning, and words."""

from django.http import HttpRequest, JsonResponse


def speaks_json(request: HttpRequest) -> bool:
    """Whether a script of ours asks: it sends JSON, or wants nothing else back."""
    return request.content_type == "application/json" or request.headers.get("Accept") == "application/json"


def refusal(status: int, code: str, *sentences: str, **details) -> JsonResponse:
    """A refusal that the grid can act on (`code`) and a person can read (`sentences`)."""
    return JsonResponse({"code": code, "sentences": list(sentences)} | details, status=status)
