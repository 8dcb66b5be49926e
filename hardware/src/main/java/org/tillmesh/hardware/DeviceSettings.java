package org.tillmesh.hardware;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings of one device by name. What a driver has not asked for when it is {@link #done} is refused. */
public final class DeviceSettings {
    private static final String FIELD = "settings.";

    private final TreeMap<String, String> given;
    private final Set<String> known = new TreeSet<>();

    public DeviceSettings(Map<String, String> given) {
        this.given = new TreeMap<>(given);
    }

    public @Nullable String text(String name) {
        known.add(name);
        return given.get(name);
    }

    public int number(String name, int least, int most, int usual) {
        String value = text(name);
        if (value == null) {
            return usual;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new BadSetting(FIELD + name, value, least + "–" + most);
        }
        return Integer.parseInt(value);
    }

    public <E extends Enum<E>> E choice(String name, E usual) {
        String value = text(name);
        if (value == null) {
            return usual;
        }
        var all = new TreeSet<String>();
        for (E one : usual.getDeclaringClass().getEnumConstants()) {
            String word = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(value)) {
                return one;
            }
            all.add(word);
        }
        throw new BadSetting(FIELD + name, value, String.join(", ", all));
    }

    /** @throws BadSetting for a setting that nobody asked for */
    public void done() {
        for (Map.Entry<String, String> entry : given.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new BadSetting(FIELD + entry.getKey(), entry.getValue(), String.join(", ", known));
            }
        }
    }
}
