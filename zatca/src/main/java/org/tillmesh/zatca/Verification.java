package org.tillmesh.zatca;

import java.util.List;

/**
 * What was found in a document. Nothing here is trusted unless {@link #problems} is empty.
 *
 * @param icv 0 if it holds none
 * @param hash invoice hash as computed from the bytes
 * @param previousHash as the document says
 * @param problems in words, empty if all is well
 */
public record Verification(
        String number, String uuid, long icv, String hash, String previousHash, List<String> problems) {
    public Verification {
        problems = List.copyOf(problems);
    }

    public boolean isValid() {
        return problems.isEmpty();
    }
}
