package org.tillmesh.hardware.receipt;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** IBM Plex Sans Arabic (SIL Open Font License 1.1): Arabic and Latin letters of one family, for receipts and screens. */
public enum PlexFont {
    REGULAR("IBMPlexSansArabic-Regular.ttf"),
    SEMI_BOLD("IBMPlexSansArabic-SemiBold.ttf"),
    BOLD("IBMPlexSansArabic-Bold.ttf");

    private final Font font;

    PlexFont(String file) {
        try (InputStream in = PlexFont.class.getResourceAsStream("font/" + file)) {
            if (in == null) {
                throw new AssertionError("The program's own font " + file + " is missing");
            }
            font = Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException | IOException e) {
            throw new UncheckedIOException(new IOException("The font " + file + " can't be read", e));
        }
    }

    /** At a size in points of Java2D, where a point is a pixel. */
    public Font at(float size) {
        return font.deriveFont(size);
    }
}
