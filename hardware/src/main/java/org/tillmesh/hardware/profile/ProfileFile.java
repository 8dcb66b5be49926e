package org.tillmesh.hardware.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.BadSetting;

/** A file of profiles: {@code [name]}, then {@code key = value} a line; {@code #} begins a remark. */
public final class ProfileFile {
    private static final int SIZE_MAX = 1 << 20;

    private final String file;
    private final SortedMap<String, DeviceProfile> profiles = new TreeMap<>();

    private ProfileFile(String file) {
        this.file = file;
    }

    /** @throws BadProfile that names line and field */
    public static ProfileFile parse(String file, String text) {
        var read = new ProfileFile(file);
        DeviceProfile open = null;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                open = read.section(line.substring(1, line.length() - 1).strip(), i + 1);
            } else {
                read.field(open, line, i + 1);
            }
        }
        return read;
    }

    private DeviceProfile section(String name, int line) {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new BadProfile(file, line, "[…]", name, "a name of a-z, 0-9 and -");
        }
        var profile = new DeviceProfile(file, name, line);
        if (profiles.putIfAbsent(name, profile) != null) {
            throw new BadProfile(file, line, "[…]", name, "a name that the file has not yet");
        }
        return profile;
    }

    private void field(@Nullable DeviceProfile open, String line, int number) {
        int equals = line.indexOf('=');
        if (open == null || equals < 1) {
            throw new BadProfile(file, number, "line", line, open == null ? "[name] before it" : "key = value");
        }
        open.put(
                line.substring(0, equals).strip(),
                new DeviceProfile.Entry(line.substring(equals + 1).strip(), number));
    }

    /** A file that comes with the program, beside the class. */
    public static ProfileFile builtIn(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("The program's own file " + name + " is missing");
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BadSetting if the file of the setting can't be read; {@link BadProfile} if it holds a mistake */
    public static ProfileFile of(String setting, String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > SIZE_MAX) {
                throw new BadSetting(setting, path, "a file of at most 1 MiB");
            }
            return parse(file.getFileName() + "", Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new BadSetting(setting, path, "a text file in UTF-8");
        } catch (IOException | InvalidPathException e) {
            throw new BadSetting(setting, path, "a file that can be read");
        }
    }

    /** @throws BadSetting that names all that there are */
    public DeviceProfile named(String setting, String name) {
        DeviceProfile found = profiles.get(name);
        if (found == null) {
            throw new BadSetting(setting, name, String.join(", ", profiles.keySet()));
        }
        return found;
    }

    public List<DeviceProfile> all() {
        return List.copyOf(profiles.values());
    }
}
