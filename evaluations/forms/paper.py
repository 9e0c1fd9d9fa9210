from django import forms


class PaperForm(forms.Form):
    """Which page this is, so that sending it twice counts once."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)
