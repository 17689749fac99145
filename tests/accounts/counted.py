"""The answers of what places count beside their figures: poor households, resources, debts.

The columns are those of the table in test_every_url_every_role.py, of which these rows are a part.
"""

COUNTED = {
    "bien-dong-ho-ngheo/": ("/bien-dong-ho-ngheo/", 302, 302, 302, 200, 200, 200, 404, 200),
    "bien-dong-ho-ngheo/dan/": ("/bien-dong-ho-ngheo/dan/", 302, 404, 404, 200, 200, 404, 404, 404),
    "bien-dong-ho-ngheo/<slug:slug>/": ("/bien-dong-ho-ngheo/xuan-tan/", 302, 200, 404, 200, 200, 200, 404, 200),
    "bien-dong-ho-ngheo/<slug:slug>/<int:pk>/rut/": (
        "/bien-dong-ho-ngheo/xuan-tan/{movement}/rut/",
        302,
        200,
        404,
        200,
        200,
        404,
        404,
        404,
    ),
    "nguon-luc/": ("/nguon-luc/", 302, 302, 302, 200, 200, 200, 404, 200),
    "nguon-luc/dan/": ("/nguon-luc/dan/", 302, 404, 404, 404, 200, 404, 404, 404),
    "nguon-luc/dan/bang.xlsx": ("/nguon-luc/dan/bang.xlsx", 302, 404, 404, 404, 200, 404, 404, 404),
    "nguon-luc/<slug:slug>/": ("/nguon-luc/xuan-tan/", 302, 200, 404, 200, 200, 200, 404, 200),
    "nguon-luc/<slug:slug>/<int:pk>/rut/": (
        "/nguon-luc/xuan-tan/{funding}/rut/",
        302,
        200,
        404,
        404,
        200,
        404,
        404,
        404,
    ),
    "no-dong/": ("/no-dong/", 302, 302, 302, 200, 200, 200, 404, 200),
    "no-dong/dan/": ("/no-dong/dan/", 302, 404, 404, 404, 200, 404, 404, 404),
    "no-dong/dan/bang.xlsx": ("/no-dong/dan/bang.xlsx", 302, 404, 404, 404, 200, 404, 404, 404),
    "no-dong/<slug:slug>/": ("/no-dong/xuan-tan/", 302, 200, 404, 200, 200, 200, 404, 200),
    "no-dong/<slug:slug>/<int:pk>/rut/": ("/no-dong/xuan-tan/{debt}/rut/", 302, 200, 404, 404, 200, 404, 404, 404),
}
