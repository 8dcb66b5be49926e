package org.tillmesh.app.look;

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
import net.miginfocom.layout.PlatformDefaults;
import net.miginfocom.layout.UnitValue;
import org.tillmesh.hardware.receipt.PlexFont;

/** FlatLaf with our colours, font and icons. */
public final class Theme {
    private static final float SIZE = 15f;
    private static float scale = 1;

    private Theme() {}

    /**
     * Readies the look of windows that are built from now on.
     *
     * @param percent size of texts, icons, gaps and targets: 100 to 250, in steps of 25
     */
    public static void install(boolean dark, int percent) {
        scale = percent / 100f;
        PlatformDefaults.setLogicalPixelBase(PlatformDefaults.BASE_SCALE_FACTOR); // times the factor of FlatLaf
        PlatformDefaults.setDefaultHorizontalUnit(UnitValue.LPX);
        PlatformDefaults.setDefaultVerticalUnit(UnitValue.LPX);
        System.setProperty("flatlaf.uiScale.fontSizeDivider", "15");
        GraphicsEnvironment fonts = GraphicsEnvironment.getLocalGraphicsEnvironment();
        for (PlexFont font : PlexFont.values()) {
            fonts.registerFont(font.at(SIZE));
        }
        PlainText.install();
        FlatLaf.registerCustomDefaultsSource("org.tillmesh.app.theme");
        FlatLaf.setPreferredFontFamily("IBM Plex Sans Arabic");
        FlatLaf.setPreferredSemiboldFontFamily("IBM Plex Sans Arabic SemiBold");
        set(dark);
    }

    public static void set(boolean dark) {
        UIManager.put("defaultFont", font(SIZE)); // FlatLaf scales icons and its own measures by it
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
    }

    /** A length of the design in pixels of this size. Constraints of layouts are scaled by themselves. */
    public static int px(int length) {
        return Math.round(length * scale);
    }

    public static Color color(String name) {
        Color color = UIManager.getColor("Pos." + name);
        return color == null ? Color.MAGENTA : color;
    }

    public static Font font(float size) {
        return PlexFont.REGULAR.at(size * scale);
    }

    public static Font semibold(float size) {
        return PlexFont.SEMI_BOLD.at(size * scale);
    }

    public static Font bold(float size) {
        return PlexFont.BOLD.at(size * scale);
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
