"""Pages that read: the overview, criteria, communes, the district, and the forms."""
