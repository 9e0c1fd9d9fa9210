from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A member of staff who logs in. Participants and contributors have links, never accounts."""

    username = None
    first_name = None
    last_name = None
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), unique=True)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message=_("Somebody already logs in with this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Membership(models.Model):
    """What a member of staff may see and do in one programme."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        COORDINATOR = "coordinator", _("coordinator")
        REPORT_READER = "report reader", _("report reader")

    programme = models.ForeignKey(
        "programmes.Programme", models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("who works on it")
        ordering = ["role", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "user"],
                name="one_role_per_programme",
                violation_error_message=_("This person already has a role in the programme."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
