from django.urls import path

from accounts.views import again, gallery, signing

urlpatterns = [
    path("dang-nhap/", signing.sign_in),
    path("dang-nhap/lai/", again.sign_in_in_place),
    path("dang-xuat/", signing.sign_out),
    path("doi-mat-khau/", signing.own_password),
    path("thanh-phan/", gallery.components),
]
