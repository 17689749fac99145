"""Addresses of the work that follows from the directive."""

from django.urls import URLPattern, path

from directives.views import plan, plan_file, plan_new, plan_steps, plans

urlpatterns: list[URLPattern] = [
    path("ke-hoach/", plans.register),
    path("ke-hoach/<slug:slug>/", plans.commune),
    path("ke-hoach/<slug:slug>/lap/<str:number>/", plan_new.new),
    path("ke-hoach/<slug:slug>/chep/<str:number>/", plan_new.copy),
    path("ke-hoach/<slug:slug>/nap/", plan_file.load),
    path("ke-hoach/<slug:slug>/<int:number>/", plan.plan),
    path("ke-hoach/<slug:slug>/<int:number>/sua/", plan.edit),
    path("ke-hoach/<slug:slug>/<int:number>/giai-phap/", plan.steps),
    path("ke-hoach/<slug:slug>/<int:number>/giai-phap/<int:pk>/", plan_steps.step),
    path("ke-hoach/<slug:slug>/<int:number>/<slug:word>/", plan.move),
]
