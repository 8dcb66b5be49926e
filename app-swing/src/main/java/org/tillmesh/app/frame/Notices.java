package org.tillmesh.app.frame;

import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.paper.PaperAnswers;

/** What is wrong with the till itself, under the top bar of every screen until it is mended. */
public final class Notices extends JPanel {
    private static final long serialVersionUID = 1;

    private transient List<String> shown = List.of();

    public Notices() {
        super(new MigLayout("insets 0, gap 0, fillx, wrap 1", "[grow,fill]", "[32!,fill]"));
        setOpaque(false);
        setVisible(false);
        setBorder(BorderFactory.createEmptyBorder());
    }

    public void show(Language in, LinkAnswers.@Nullable Status status, PaperAnswers.Printing printing) {
        var now = new ArrayList<String>();
        boolean isTraining = status != null && status.training();
        if (isTraining) {
            now.add(in.text("noticeTraining"));
        }
        if (status != null && status.shutOut() != null) {
            now.add(in.text("noticeShutOut"));
        } else if (status != null && status.refusal() != null) {
            now.add(in.text("noticeRefused"));
        }
        if (status != null && status.stranded() != null) {
            now.add(in.text("noticeStranded", String.valueOf(status.stranded().records())));
        }
        if (status != null && status.chain().equals("unconfirmed")) {
            now.add(in.text("noticeChain"));
        }
        if (status != null && status.clockWarning() != null) {
            now.add(in.text("noticeClock"));
        }
        if (printing.problem() != null) {
            now.add(in.text("noticePrinter", String.valueOf(printing.waiting())));
        }
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        removeAll();
        if (isTraining) {
            add(band(now.get(0)), "h 56!");
        }
        for (String text : now.subList(isTraining ? 1 : 0, now.size())) {
            var strip = new Look.Card("insets 0 16 0 16, fill", "[grow]", "[center]", "dangerTint");
            var label = (Look.ColoredLabel) Look.label(text, Theme.semibold(13), "danger");
            label.setIcon(Theme.icon("alert-triangle", 20));
            label.setName("notice");
            strip.add(label, "wmin 0");
            add(strip);
        }
        setVisible(!now.isEmpty());
        applyComponentOrientation(Look.orientation(in));
        revalidate();
        repaint();
    }

    /** Nobody overlooks that selling is only played. */
    private static JPanel band(String text) {
        var band = new Look.Card("insets 0 16 0 16, fill", "[grow,center]", "[center]", "danger");
        var label = Look.label(text, Theme.semibold(20), "onDanger");
        label.setName("training");
        band.add(label, "wmin 0");
        return band;
    }
}
