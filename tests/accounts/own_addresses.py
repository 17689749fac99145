"""Addresses of what a reader keeps for himself: everybody who signs in has a list of his own."""

ONLY_SENT = (302, 405, 405, 405, 405, 405, 405, 405)

OWN_VIEWS = {
    "cach-xem/": ("/cach-xem/", 302, 200, 200, 200, 200, 200, 200, 200),
    "cach-xem/<int:pk>/bo/": ("/cach-xem/1/bo/", *ONLY_SENT),
    "cach-xem/<int:pk>/doi-ten/": ("/cach-xem/1/doi-ten/", *ONLY_SENT),
    "cach-xem/<int:pk>/ghi-de/": ("/cach-xem/1/ghi-de/", *ONLY_SENT),
    "cach-xem/<int:pk>/mac-dinh/": ("/cach-xem/1/mac-dinh/", *ONLY_SENT),
    "cach-xem/<int:pk>/bo-mac-dinh/": ("/cach-xem/1/bo-mac-dinh/", *ONLY_SENT),
}
