package org.tillmesh.zatca;

import java.util.List;
import org.tillmesh.zatca.rules.Finding;
import org.tillmesh.zatca.rules.OfficialRules;

/** The official rules as tests ask them: warnings count as much as errors. */
public final class ZatcaRules {
    private ZatcaRules() {}

    /** Everything a document breaks, each as {@code id flag: text at place}; empty if it is clean. */
    public static List<String> failures(byte[] xml) {
        return OfficialRules.check(xml).stream().map(Finding::toString).toList();
    }

    /** Errors of the UBL 2.1 schema. */
    public static List<String> schemaErrors(byte[] xml) {
        return OfficialRules.schema(xml).stream().map(Finding::toString).toList();
    }
}
