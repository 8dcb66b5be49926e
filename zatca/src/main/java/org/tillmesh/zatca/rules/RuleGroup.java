package org.tillmesh.zatca.rules;

/** The three sets of rules, in the order in which they are asked. */
public enum RuleGroup {
    XSD("UBL 2.1 schema"),
    EN16931("EN 16931"),
    ZATCA("ZATCA rules 2.3.8");

    private final String title;

    RuleGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
