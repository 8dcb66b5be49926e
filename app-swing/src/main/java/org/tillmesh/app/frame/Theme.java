package org.tillmesh.app.frame;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.extras.FlatSVGIcon;
import com.formdev.flatlaf.extras.FlatSVGIcon.ColorFilter;
import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import javax.swing.JComponent;
import javax.swing.JToggleButton;
import javax.swing.UIManager;
import org.tillmesh.hardware.receipt.PlexFont;

/** FlatLaf with our colours, font and icons. */
public final class Theme {
    private static final float SIZE = 15f;

    private Theme() {}

    public static void install(boolean dark) {
        System.setProperty("flatlaf.uiScale.fontSizeDivider", "15");
        GraphicsEnvironment fonts = GraphicsEnvironment.getLocalGraphicsEnvironment();
        for (PlexFont font : PlexFont.values()) {
            fonts.registerFont(font.at(SIZE));
        }
        PlainText.install();
        FlatLaf.registerCustomDefaultsSource("org.tillmesh.app.theme");
        FlatLaf.setPreferredFontFamily("IBM Plex Sans Arabic");
        FlatLaf.setPreferredSemiboldFontFamily("IBM Plex Sans Arabic SemiBold");
        UIManager.put("defaultFont", PlexFont.REGULAR.at(SIZE));
        set(dark);
    }

    public static void set(boolean dark) {
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
        UIManager.put("defaultFont", PlexFont.REGULAR.at(SIZE));
    }

    public static Color color(String name) {
        Color color = UIManager.getColor("Pos." + name);
        return color == null ? Color.MAGENTA : color;
    }

    public static Font font(float size) {
        return PlexFont.REGULAR.at(size);
    }

    public static Font semibold(float size) {
        return PlexFont.SEMI_BOLD.at(size);
    }

    public static Font bold(float size) {
        return PlexFont.BOLD.at(size);
    }

    /** An icon in the colour of the component that shows it. */
    public static FlatSVGIcon icon(String name, int size) {
        var icon = new FlatSVGIcon("org/tillmesh/app/icons/" + name + ".svg").derive(size, size);
        icon.setColorFilter(new ColorFilter((component, color) -> {
            if (component instanceof JToggleButton toggle && toggle.isSelected()) {
                return UIManager.getColor("ToggleButton.selectedForeground");
            }
            return component == null ? color : component.getForeground();
        }));
        return icon;
    }

    public static <T extends JComponent> T styled(T component, String style) {
        component.putClientProperty("FlatLaf.styleClass", style);
        return component;
    }
}
