package org.tillmesh.app.frame;

import java.util.List;
import javax.swing.JPanel;
import org.tillmesh.till.links.LinkAnswers;

/** One screen of the till. Built once, reused; told of a language change, of keys and of scans. */
public abstract class Screen extends JPanel {
    private static final long serialVersionUID = 1;

    public final transient Desk desk;

    public Screen(Desk desk) {
        this.desk = desk;
    }

    /** Writes every text anew in the language of now. */
    public abstract void translate();

    /** It comes to the front. */
    public void shown() {}

    /** A function key was pressed. @return whether this screen uses it */
    public boolean pressed(TillKey key) {
        return false;
    }

    /** An arrow up (-1) or down (1). @return whether this screen uses it */
    public boolean arrow(int by) {
        return false;
    }

    /** An arrow onward (1) or back (-1) in the direction of the language. @return whether this screen uses it */
    public boolean sideways(int by) {
        return false;
    }

    /** It is in front, and how the till stands was heard anew. */
    public void statusChanged(LinkAnswers.Status status) {}

    /** What the keys mean here and nowhere else, for the list of keys. */
    public List<FunctionBar.Hint> keys() {
        return List.of();
    }

    protected final FunctionBar.Hint hint(TillKey key) {
        return FunctionBar.Hint.of(desk, key);
    }

    protected final FunctionBar.Hint hint(TillKey key, String text) {
        return FunctionBar.Hint.of(desk, key, text);
    }

    protected final FunctionBar.Hint hint(String label, String text) {
        return FunctionBar.Hint.key(desk, label, text);
    }

    /** Enter was pressed and nothing smaller took it. */
    public void enter() {}

    /** Esc: one step back. */
    public void escape() {}

    public void scanned(String code) {
        desk.unusable(code, text("scanNowhere"));
    }

    protected final String text(String key, Object... values) {
        return desk.language().text(key, values);
    }
}
