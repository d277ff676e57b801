package watchpost.core.event;

import watchpost.core.geometry.Box;

/** The object that an incident is about, as it was when the event happened. */
public record Subject(String label, double confidence, long track, Box box) {}
