package org.tillmesh.app.keys;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of one screen or panel, each with one meaning. Bar, help page and dispatch all come from it. */
public final class KeyMap {
    private final Texts in;
    private final Map<FunctionKey, KeyAction> actions = new EnumMap<>(FunctionKey.class);
    private FunctionKey last = FunctionKey.ESCAPE;

    public KeyMap(Texts in) {
        this.in = in;
    }

    /**
     * A key that the help page lists.
     *
     * @param text key of its words
     * @throws IllegalArgumentException if the key means something already
     */
    public KeyMap key(FunctionKey key, String text, String icon, Runnable run) {
        return put(new KeyAction(key, in.text(text), icon, false, run, ""));
    }

    /** The same for a key without an icon. */
    public KeyMap key(FunctionKey key, String text, Runnable run) {
        return key(key, text, "", run);
    }

    /** The same for one whose words are no text of the window: what head office calls a thing. */
    public KeyMap named(FunctionKey key, String words, String icon, Runnable run) {
        return put(new KeyAction(key, words, icon, false, run, ""));
    }

    /** A key that stands in the bar too. */
    public KeyMap bar(FunctionKey key, String text, String icon, Runnable run) {
        return put(new KeyAction(key, in.text(text), icon, true, run, ""));
    }

    /** The key of another map, with something else to run. */
    public KeyMap key(KeyAction like, Runnable run) {
        return put(new KeyAction(like.key(), like.text(), like.icon(), like.inBar(), run, like.whyNot()));
    }

    private KeyMap put(KeyAction action) {
        if (actions.putIfAbsent(action.key(), action) != null) {
            throw new IllegalArgumentException(action.key().label + " has two meanings on one screen: "
                    + actions.get(action.key()) + " and " + action);
        }
        last = action.key();
        return this;
    }

    /** The key named last can't be used while this holds; whoever presses it is told why. */
    public KeyMap unless(boolean holds, String why, Object... values) {
        KeyAction action = actions.get(last);
        if (holds && action != null && action.isEnabled()) {
            actions.put(
                    last,
                    new KeyAction(
                            last, action.text(), action.icon(), action.inBar(), action.run(), in.text(why, values)));
        }
        return this;
    }

    public Optional<KeyAction> get(FunctionKey key) {
        return Optional.ofNullable(actions.get(key));
    }

    /** What the keys mean here, whether or not they can be used now, in the order of the keyboard. */
    public List<String> meaning() {
        return actions.values().stream()
                .map(action -> action.key() + " " + action.text())
                .toList();
    }

    /** All of them, in the order of the keyboard. */
    public List<KeyAction> all() {
        return List.copyOf(actions.values());
    }

    /** Those of the bar at the foot. */
    public List<KeyAction> bar() {
        return actions.values().stream().filter(KeyAction::inBar).toList();
    }
}
