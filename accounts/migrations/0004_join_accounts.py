"""Join the accounts that exist to the people in office, where post, place and name leave one possibility."""

from django.db import migrations

from communes.enums import FAR

POST_OF = {
    "COMMUNE_SECRETARY": "PARTY_SECRETARY",
    "COMMUNE_CHAIR": "CHAIR",
    "COMMUNE_OFFICER": "NTM_OFFICER",
    "SECTOR_DEPT": "DEPARTMENT_HEAD",
    "ASSIGNED_MEMBER": "ASSIGNED_MEMBER",
}


def join(apps, schema_editor):
    """An account whose name is that of exactly one holder of its post in its place. The rest is chosen by a person."""
    users, appointments = apps.get_model("accounts", "User"), apps.get_model("communes", "Appointment")
    held_now = appointments.objects.filter(valid_to=FAR)
    for user in users.objects.filter(officer=None, is_active=True, role__in=POST_OF):
        held = held_now.filter(post=POST_OF[user.role], officer__name=user.full_name, officer__sample=user.sample)
        if user.role == "SECTOR_DEPT":
            held = held.filter(department=user.department_id)
        elif user.role != "ASSIGNED_MEMBER":
            held = held.filter(unit=user.unit_id)
        people = set(held.values_list("officer", flat=True))
        if len(people) == 1:
            pk = people.pop()
            if not users.objects.filter(officer=pk, role=user.role, is_active=True).exists():
                users.objects.filter(pk=user.pk).update(officer=pk)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_officer"), ("communes", "0001_initial")]
    operations = [migrations.RunPython(join, migrations.RunPython.noop)]
