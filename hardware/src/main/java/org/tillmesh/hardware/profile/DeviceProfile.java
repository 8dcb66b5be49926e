package org.tillmesh.hardware.profile;

import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One section of a file of profiles. A field that nobody asked for when it is {@link #done} is a mistake. */
public final class DeviceProfile {
    /** @param line from 1 */
    record Entry(String value, int line) {}

    private final String file;
    private final String name;
    private final int line;
    private final SortedMap<String, Entry> entries = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();

    DeviceProfile(String file, String name, int line) {
        this.file = file;
        this.name = name;
        this.line = line;
    }

    void put(String key, Entry entry) {
        if (entries.putIfAbsent(key, entry) != null) {
            throw new BadProfile(file, entry.line, key, entry.value, "one value in [" + name + "]");
        }
    }

    public String name() {
        return name;
    }

    private @Nullable Entry entry(String key) {
        known.add(key);
        return entries.get(key);
    }

    public String text(String key, String usual) {
        Entry entry = entry(key);
        return entry == null ? usual : entry.value;
    }

    /** @throws BadProfile if it is not there */
    public String need(String key, String takes) {
        Entry entry = entry(key);
        if (entry == null) {
            throw new BadProfile(file, line, key, "", takes);
        }
        return entry.value;
    }

    public int number(String key, int least, int most, int usual) {
        Entry entry = entry(key);
        if (entry == null) {
            return usual;
        }
        if (!entry.value.matches("[0-9]{1,9}")
                || Integer.parseInt(entry.value) < least
                || Integer.parseInt(entry.value) > most) {
            throw bad(key, entry, least + "–" + most);
        }
        return Integer.parseInt(entry.value);
    }

    public <E extends Enum<E>> E choice(String key, E usual) {
        Entry entry = entry(key);
        if (entry == null) {
            return usual;
        }
        var all = new TreeSet<String>();
        for (E one : usual.getDeclaringClass().getEnumConstants()) {
            String word = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(entry.value)) {
                return one;
            }
            all.add(word);
        }
        throw bad(key, entry, String.join(", ", all));
    }

    /** Bytes in hexadecimal, like {@code 1B 40}; none where it is empty. */
    public byte[] bytes(String key, byte... usual) {
        Entry entry = entry(key);
        if (entry == null) {
            return usual.clone();
        }
        String digits = entry.value.replace(" ", "");
        if (!digits.matches("([0-9A-Fa-f]{2})*")) {
            throw bad(key, entry, "bytes like 1B 40");
        }
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    /** A mistake that the reader of the profile finds. */
    public BadProfile bad(String key, String takes) {
        Entry entry = entries.get(key);
        return entry == null ? new BadProfile(file, line, key, "", takes) : bad(key, entry, takes);
    }

    private BadProfile bad(String key, Entry entry, String takes) {
        return new BadProfile(file, entry.line, key, entry.value, takes);
    }

    /** @throws BadProfile for a field that nobody asked for */
    public void done() {
        for (var entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new BadProfile(
                        file,
                        entry.getValue().line,
                        entry.getKey(),
                        entry.getValue().value,
                        "nothing here; known are " + String.join(", ", known).toLowerCase(Locale.ROOT));
            }
        }
    }
}
