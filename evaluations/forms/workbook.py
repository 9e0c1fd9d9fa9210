from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.workbook.findings import Refused
from programmes.workbook.opening import checked_content


class WorkbookForm(forms.Form):
    """A file in, its content out; whether it is a workbook that may be opened is asked here."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose the file first.")},
    )

    def clean_file(self) -> bytes:
        try:
            return checked_content(self.cleaned_data["file"])
        except Refused as error:
            raise forms.ValidationError(str(error)) from error
