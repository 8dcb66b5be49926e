package org.tillmesh.store.disk;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where this machine keeps witnesses of how far its folders have come, outside of them. The property {@code tillmesh.state}
 * or the variable {@code TILLMESH_STATE} names another place; where it is empty, none are kept.
 */
public final class StateFolder {
    private StateFolder() {}

    static @Nullable public Path ofThisMachine() {
        String named = System.getProperty("tillmesh.state", System.getenv("TILLMESH_STATE"));
        if (named != null) {
            return named.isBlank() ? null : Path.of(named).toAbsolutePath();
        }
        String home = System.getProperty("user.home", "");
        String local = System.getenv("LOCALAPPDATA");
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return local == null ? Path.of(home, "AppData", "Local", "TillMesh") : Path.of(local, "TillMesh");
        }
        if (System.getProperty("user.name", "").equals("root")) {
            return Path.of("/var/lib/tillmesh");
        }
        String state = System.getenv("XDG_STATE_HOME");
        return state == null || !state.startsWith("/")
                ? Path.of(home, ".local", "state", "tillmesh")
                : Path.of(state, "tillmesh");
    }
}
