"""Addresses of signing up, choosing a person and signing out."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
