package org.tillmesh.app.look;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On which side of the cart the keys stand. */
public enum PadSide {
    /** Where reading ends. */
    AUTO,
    LEFT,
    RIGHT;

    /** How it is kept: {@code auto}, {@code left}, {@code right}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PadSide> of(@Nullable String code) {
        return Arrays.stream(values()).filter(side -> side.code().equals(code)).findFirst();
    }

    public PadSide next() {
        return values()[(ordinal() + 1) % values().length];
    }

    /** Whether the keys come before the cart in the direction of reading. */
    public boolean comesFirst(Language language) {
        return this == (language.isRightToLeft() ? RIGHT : LEFT);
    }
}
