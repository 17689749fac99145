"""Accounts and the audit trail in the administration pages."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm
from django.contrib.auth.models import Group

from accounts import actions
from accounts.models import AuditEntry, User
from ntm_portal.admin import AccentBlindSearch, HistoryAdmin

admin.site.unregister(Group)


class AccountForm(BaseUserCreationForm):
    """A new account with its first, temporary password."""

    class Meta:
        model = User
        fields = ["username", "full_name", "role", "unit", "department", "officer"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "Mật khẩu tạm"
        self.fields["password2"].label = "Nhập lại mật khẩu tạm"
        self.fields["password2"].help_text = "Người dùng phải đổi ở lần đăng nhập đầu tiên."


class TemporaryPasswordForm(AdminPasswordChangeForm):
    """A new password for somebody else, who must then choose his own."""

    def set_password_and_save(self, user, **kwargs):
        user.must_change_password = True
        return super().set_password_and_save(user, **kwargs)


@admin.register(User)
class PortalUserAdmin(AccentBlindSearch, HistoryAdmin, UserAdmin):
    """Accounts are created, amended and closed, never deleted: their name stands beside what they recorded."""

    add_form = AccountForm
    add_form_template = None
    change_password_form = TemporaryPasswordForm
    list_display = ["username", "full_name", "role", "unit", "department", "officer", "is_active", "sample"]
    list_filter = ["role", "is_active", "sample"]
    list_select_related = ["unit", "department", "officer"]
    search_fields = ["username", "full_name"]
    ordering = ["username"]
    autocomplete_fields = ["unit", "department", "officer"]
    readonly_fields = ["sample"]
    filter_horizontal = []
    actions = ["close", "reopen", "unlock"]
    fieldsets = [
        (None, {"fields": ["username", "password", "full_name", "role", "unit", "department", "officer"]}),
        ("Trạng thái", {"fields": ["must_change_password", "sample"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ["username", "full_name", "role", "unit", "department", "officer", "password1", "password2"]},
        )
    ]

    def save_model(self, request, obj, form, change):
        """Through the actions, so that rights follow the role and a line is left in the audit trail."""
        if change:
            actions.amend_user(user=obj, by=request.user)
            return
        given = {name: form.cleaned_data[name] for name in self.add_form.Meta.fields}
        made = actions.create_user(**given, password=form.cleaned_data["password1"], by=request.user)
        obj.__dict__.update(made.__dict__)

    def log_change(self, request, obj, message):
        """A temporary password is a write too; amending has left its line already."""
        if obj.must_change_password and "/password/" in request.path:
            actions.audit(by=request.user, action="Cấp lại mật khẩu tạm", subject=obj.username)
        return super().log_change(request, obj, message)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description="Khóa tài khoản")
    def close(self, request, queryset):
        if queryset.filter(pk=request.user.pk).exists():
            self.message_user(request, "Không tự khóa tài khoản của chính mình.", messages.ERROR)
            return
        for user in queryset:
            actions.deactivate(user=user, by=request.user)

    @admin.action(description="Mở lại tài khoản đã khóa")
    def reopen(self, request, queryset):
        for user in queryset:
            actions.reactivate(user=user, by=request.user)

    @admin.action(description="Mở khóa đăng nhập sau nhiều lần nhập sai")
    def unlock(self, request, queryset):
        for user in queryset:
            actions.unlock(user=user, by=request.user)


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Who did what; nobody changes it, not even here."""

    list_display = ["at", "by", "action", "subject", "sample"]
    list_filter = ["action", "sample"]
    list_select_related = ["by"]
    search_fields = ["subject", "action", "by__full_name", "by__username"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
