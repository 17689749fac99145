"""Addresses of our own pages under Quản trị: what every role is answered."""

ADMINISTRATION = {
    "quan-tri/toan-ven/": ("/quan-tri/toan-ven/", 302, 404, 404, 404, 404, 404, 404, 200),
    "quan-tri/trang-cong-khai/": ("/quan-tri/trang-cong-khai/", 302, 404, 404, 404, 404, 404, 404, 200),
    "quan-tri/trang-cong-khai/xem-truoc/": (
        "/quan-tri/trang-cong-khai/xem-truoc/", 302, 404, 404, 404, 404, 404, 404, 200,
    ),
}  # fmt: skip
