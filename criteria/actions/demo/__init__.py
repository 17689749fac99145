"""The demonstration: an invented year of Xuân Trường district, every row of it marked as sample."""
