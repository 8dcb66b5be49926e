package org.tillmesh.app.settings;

import java.util.List;

/** What is chosen now, a row each. */
interface SettingsView {
    void chosen(List<String> rows);

    void focus();
}
