from django.urls import path

from accounts.views import again, gallery, saved, signing

urlpatterns = [
    path("dang-nhap/", signing.sign_in),
    path("dang-nhap/lai/", again.sign_in_in_place),
    path("dang-xuat/", signing.sign_out),
    path("doi-mat-khau/", signing.own_password),
    path("cach-xem/", saved.saved_views),
    path("cach-xem/<int:pk>/bo/", saved.drop_saved_view),
    path("cach-xem/<int:pk>/doi-ten/", saved.rename_saved_view),
    path("cach-xem/<int:pk>/ghi-de/", saved.overwrite_saved_view),
    path("cach-xem/<int:pk>/mac-dinh/", saved.open_by_saved_view),
    path("cach-xem/<int:pk>/bo-mac-dinh/", saved.open_as_usual),
    path("thanh-phan/", gallery.components),
]
