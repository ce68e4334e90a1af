// What wakes somebody up. Every metric named here is one that the app emits.
import { alertLimits, tagSet } from 'types.bicep'

param actionGroupName string
param location string
param tags tagSet
param workspaceId string
param emails string[]
param limits alertLimits

// How long after its last tick a timer function counts as standing still.
var timers = [
  { name: 'WatchQueues', window: 'PT15M' }
  { name: 'PurgeLedger', window: 'P2D' }
  { name: 'StartMonthlyMessages', window: 'PT4H' }
  { name: 'Reconcile', window: 'PT4H' }
]

var rules = concat(
  [
    {
      name: 'poison-messages'
      title: 'Messages failed too often'
      severity: 1
      window: 'PT15M'
      query: '''
        AppMetrics
        | where Name == 'loyalty.queue.poison'
        | summarize arg_max(TimeGenerated, Max) by Queue = tostring(Properties['queue'])
        | where Max > 0'''
    }
    {
      name: 'oldest-message'
      title: 'Messages wait too long'
      severity: 2
      window: 'PT15M'
      // The least of several measurements: one message that was postponed on purpose is old for a moment only.
      query: replace('''
        AppMetrics
        | where Name == 'loyalty.queue.age'
        | summarize Oldest = min(Max), Measured = count() by Queue = tostring(Properties['queue'])
        | where Measured >= 5 and Oldest > 60 * {minutes}''', '{minutes}', string(limits.oldestMessageMinutes))
    }
    {
      name: 'parked'
      title: 'Points or accounts were parked: a person must decide'
      severity: 2
      window: 'PT15M'
      query: '''
        AppMetrics
        | where Name == 'loyalty.sync.parked'
        | summarize Parked = sum(Sum) by Side = tostring(Properties['side']), Reason = tostring(Properties['reason'])
        | where Parked > 0'''
    }
    {
      name: 'drift'
      title: 'Balances differ by what no transaction explains'
      severity: 1
      window: 'P1D'
      query: '''
        AppMetrics
        | where Name == 'loyalty.drift.accounts'
        | summarize arg_max(TimeGenerated, Max) by Site = tostring(Properties['site'])
        | where Max > 0'''
    }
    {
      name: 'not-permitted'
      title: 'Wix or an external system refuses our credentials'
      severity: 1
      window: 'PT15M'
      // A token that Wix has revoked is one 401; what lasts is more.
      query: '''
        AppMetrics
        | where Name == 'loyalty.http.answers' and tostring(Properties['status']) in ('401', '403')
        | summarize Refusals = sum(Sum) by Target = tostring(Properties['target']), Status = tostring(Properties['status'])
        | where Refusals > 2'''
    }
    {
      name: 'wix-silent'
      title: 'No webhook from Wix'
      severity: 2
      window: limits.silentWix
      query: '''
        AppMetrics
        | where Name == 'loyalty.webhooks.received' and tostring(Properties['source']) == 'wix' and tostring(Properties['outcome']) in ('queued', 'not_needed')
        | summarize Received = sum(Sum)
        | where isnull(Received) or Received == 0'''
    }
    {
      name: 'server-errors'
      title: 'The app answers with 5xx'
      severity: 1
      window: 'PT15M'
      query: '''
        AppRequests
        | where toint(ResultCode) >= 500
        | summarize Failures = sum(ItemCount) by Name, ResultCode
        | where Failures > 0'''
    }
  ],
  map(timers, t => {
    name: 'timer-${toLower(t.name)}'
    title: '${t.name} no longer runs'
    severity: 1
    window: t.window
    query: replace('''
        AppMetrics
        | where Name == 'loyalty.timer.ticks' and tostring(Properties['timer']) == '{timer}'
        | summarize Ticks = sum(Sum)
        | where isnull(Ticks) or Ticks == 0''', '{timer}', t.name)
  })
)

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'loyalty'
    emailReceivers: [
      for (email, i) in emails: {
        name: 'email-${i}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'loyalty-${rule.name}'
    location: location
    tags: tags
    properties: {
      displayName: 'Loyalty: ${rule.title}'
      description: 'See docs/runbook.md#${rule.name}'
      severity: rule.severity
      enabled: true
      evaluationFrequency: contains(['P1D', 'P2D', 'PT6H'], rule.window) ? 'PT1H' : 'PT5M'
      windowSize: rule.window
      scopes: [workspaceId]
      autoMitigate: true
      // The tables come into being with the first telemetry.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: [actionGroup.id] }
    }
  }
]
