package org.tillmesh.app.frame;

import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.Topic;

/** Decides what happens on one screen or panel: asks the till by its desk and tells its view what to show. Knows no window. */
public abstract class Presenter {
    protected final Desk desk;

    protected Presenter(Desk desk) {
        this.desk = desk;
    }

    /** Its screen comes to the front. */
    public void shown() {}

    /** Shows everything once more: in another language, or in other colours. */
    public void render() {}

    /** What each key means now. */
    public KeyMap keys() {
        return desk.keys();
    }

    /** Its screen is in front, and something has changed here or at a neighbour. */
    public void changed(Topic topic) {}

    /** Its screen is in front, and how the till stands was heard anew. */
    public void statusChanged(LinkAnswers.Status status) {}

    /** A code was scanned. */
    public void scanned(String code) {
        desk.unusable(code, text("scanNowhere"));
    }

    protected final String text(String key, Object... values) {
        return desk.language().text(key, values);
    }

    /** A refusal is heard, and said at the foot. */
    protected final void refused(TillException refused) {
        desk.sounds().blocked();
        desk.say(String.valueOf(refused.getMessage()), true);
    }
}
