package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tillmesh.till.script.ScriptedTill;

class ToolsReadmeTest {
    @Test
    void the_page_for_users_shows_the_commands_as_they_are() throws Exception {
        assertTrue(
                Files.readString(Path.of("README.md")).endsWith(ScriptedTill.page()),
                "tools/README.md must end with what ScriptedTill.page() gives");
    }
}
