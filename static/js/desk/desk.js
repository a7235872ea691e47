// What every page of the desk does beside its plain links and forms.
