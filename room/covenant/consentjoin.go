package covenant

import "slices"

func joinConsent(a, b ConsentRule) ConsentRule {
	return ConsentRule{
		Ordinary:   stricter(consentLevels(), a.Ordinary, b.Ordinary),
		Special:    stricter(consentLevels(), a.Special, b.Special),
		Criminal:   stricter(consentLevels(), a.Criminal, b.Criminal),
		Secret:     stricter(consentLevels(), a.Secret, b.Secret),
		Withdrawal: stricter(withdrawals(), a.Withdrawal, b.Withdrawal),
		Told:       a.Told || b.Told,
		Overrides:  joinOverrides(a, b),
	}
}

// joinOverrides leaves of every ground the demands that it answers in each
// profile that makes them. A ground that answers none any more is gone.
func joinOverrides(a, b ConsentRule) []Override {
	var out []Override
	for _, o := range gather(a.Overrides, b.Overrides, joinOverride) {
		o.For = slices.DeleteFunc(consentScopes(), func(scope Code) bool {
			return !a.grants(o.Code, scope) && !b.grants(o.Code, scope) || a.denies(o.Code, scope) || b.denies(o.Code, scope)
		})
		if len(o.For) > 0 {
			out = append(out, o)
		}
	}
	return out
}

func joinOverride(a, b Override) Override {
	b.Entry = a.joined(b.Entry)
	return b
}

// grants says whether a ground answers a demand of this rule; denies, whether
// the demand is made and it does not.
func (r ConsentRule) grants(ground, scope Code) bool {
	o, ok := find(r.Overrides, ground)
	return ok && slices.Contains(o.For, scope)
}

func (r ConsentRule) denies(ground, scope Code) bool {
	return r.level(scope) != "" && !r.grants(ground, scope)
}
