package org.tillmesh.zatca.model;

import java.util.Set;

/** Codes of UNTDID 7161 that a charge may give as its reason (BR-KSA-CL-06), {@code FC} for freight among them. */
final class ChargeReason {
    static final String FREIGHT = "FC";

    private static final Set<String> CODES =
            Set.of(("AA AAA AAC AAD AAE AAF AAH AAI AAS AAT AAV AAY AAZ ABA ABB ABC ABD "
                            + "ABF ABK ABL ABN ABR ABS ABT ABU ACF ACG ACH ACI ACJ ACK ACL ACM ACS ADC ADE ADJ ADK ADL ADM ADN "
                            + "ADO ADP ADQ ADR ADT ADW ADY ADZ AEA AEB AEC AED AEF AEH AEI AEJ AEK AEL AEM AEN AEO AEP AES AET "
                            + "AEU AEV AEW AEX AEY AEZ AJ AU CA CAB CAD CAE CAF CAI CAJ CAK CAL CAM CAN CAO CAP CAQ CAR CAS CAT "
                            + "CAU CAV CAW CD CG CS CT DAB DAD DL EG EP ER FAA FAB FAC FC FH FI GAA HAA HD HH IAA AB ID IF IR "
                            + "IS KO L1 LA LAA LAB LF MAE MI ML NAA OA PA PAA PC PL RAB RAC RAD RAF RE RF RH RV SA SAA SAD SAE "
                            + "SAI SG SH SM SU TAB AC TT TV V1 V2 WH XAA YY ZZZ")
                    .split(" "));

    private ChargeReason() {}

    static boolean isCode(String code) {
        return CODES.contains(code);
    }

    /** What allowances and charges share: an amount, a code, and words; the rules want all three. */
    static void check(boolean charge, long amount, String reasonCode, String reason) {
        String what = charge ? "Charge" : "Allowance";
        Refused.unless(
                amount > 0 && amount <= Halalas.LARGEST,
                "BR-KSA-F-04",
                "%s of %s is not a positive amount; leave it out or turn its sign",
                what,
                Halalas.text(amount));
        Refused.unless(
                FreeText.isCode(reasonCode) && !reason.isEmpty(),
                charge ? "BR-KSA-19" : "BR-KSA-20",
                "%s of %s has code \"%s\" and reason \"%s\"; give both",
                what,
                Halalas.text(amount),
                reasonCode,
                reason);
        Refused.unless(
                !charge || isCode(reasonCode),
                "BR-KSA-CL-06",
                "Charge of %s has code \"%s\", which UNTDID 7161 does not have; use one like FC (freight), PC (packing),"
                        + " SAA (shipping) or ADR (other services)",
                Halalas.text(amount),
                reasonCode);
    }
}
