"""Read what an article says of itself: title, authors, place, date."""
