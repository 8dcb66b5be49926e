package org.tillmesh.app.settings;

/** What is chosen now, a row each. */
interface SettingsView {
    void chosen(String size, String language, String colours);

    void focus();
}
