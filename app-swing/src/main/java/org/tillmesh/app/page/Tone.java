package org.tillmesh.app.page;

/** How something stands; its word says it too. */
public enum Tone {
    PLAIN("second"),
    GOOD("success"),
    WARNING("warning"),
    BAD("danger");

    /** Name of the colour in the theme. */
    final String color;

    Tone(String color) {
        this.color = color;
    }
}
