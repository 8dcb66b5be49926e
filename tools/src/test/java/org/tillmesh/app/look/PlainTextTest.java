package org.tillmesh.app.look;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JMenuItem;
import javax.swing.JOptionPane;
import javax.swing.JRadioButton;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JToggleButton;
import javax.swing.JToolTip;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tillmesh.app.TillWindow;

/** Names that are markup are shown as they are. Needs a display. */
@Tag("window")
class PlainTextTest {
    private static final String MARKUP = "<html><img src=\"http://127.0.0.1:1/x\">";

    @Test
    void no_component_of_any_kind_renders_markup() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: components are not tested here");
        TillWindow.onSwing(() -> {
            for (boolean dark : new boolean[] {false, true}) {
                Theme.install(dark, 100);
                var tip = new JToolTip();
                tip.setTipText(MARKUP);
                var table = new JTable(new Object[][] {{MARKUP}}, new Object[] {MARKUP});
                for (Supplier<Component> made : List.<Supplier<Component>>of(
                        () -> new JLabel(MARKUP),
                        () -> new JButton(MARKUP),
                        () -> new JToggleButton(MARKUP),
                        () -> tip,
                        () -> Look.label(MARKUP, Theme.font(15), "text"),
                        () -> Look.wrapped(MARKUP, Theme.font(15), "text", 200),
                        () -> Look.button(MARKUP, "x"),
                        () -> new DefaultListCellRenderer()
                                .getListCellRendererComponent(new JList<>(), MARKUP, 0, true, true),
                        () -> table.prepareRenderer(table.getCellRenderer(0, 0), 0, 0),
                        () -> new Look.Cells(false).getTableCellRendererComponent(table, MARKUP, true, false, 0, 0),
                        () -> Look.header(false).getTableCellRendererComponent(table, MARKUP, true, false, -1, 0),
                        () -> new JOptionPane(MARKUP))) {
                    assertPlain(made.get());
                }
                var later = new JLabel();
                later.setText(MARKUP);
                com.formdev.flatlaf.FlatLaf.updateUI();
                assertPlain(later);
            }
        });
    }

    private static void assertPlain(Component component) {
        if (component instanceof JComponent swing) {
            assertThat(swing.getClientProperty("html"))
                    .as("%s renders markup", component.getClass())
                    .isNull();
        }
        if (component instanceof Container container) {
            for (Component child : container.getComponents()) {
                assertPlain(child);
            }
        }
    }

    @Test
    void the_window_uses_no_component_whose_markup_is_not_switched_off() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        JCheckBox.class,
                        JRadioButton.class,
                        JMenuItem.class,
                        JTabbedPane.class,
                        JOptionPane.class,
                        JEditorPane.class)
                .because("PlainText switches markup off in labels, buttons, toggles and tooltips")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.tillmesh.app"));
    }
}
