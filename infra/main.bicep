// The whole deployment: one resource group with the function app and all that it needs.
targetScope = 'subscription'

import { alertLimits, scale, settings, site, tagSet, wixApp } from 'types.bicep'

@description('Name of the environment, e.g. dev or prod; part of every resource\'s name.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('Region of every resource; it must offer Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location string

param wix wixApp

@description('The sites that this deployment serves.')
param sites site[] = []

@description('Settings that are the same for all sites, e.g. { Sync__Retention: \'30.00:00:00\' }. Never a secret.')
param appSettings settings = {}

param capacity scale = {
  alwaysReadyHttp: 1
  maximumInstanceCount: 40
  instanceMemoryMB: 2048
}

@description('Who is told when something is wrong.')
param alertEmails string[] = []

param limits alertLimits = {
  oldestMessageMinutes: 15
  silentWix: 'P1D'
}

@description('Storage and vault are reached over private endpoints only.')
param privateNetwork bool = false

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 30

@description('Copies of the data: in one place, in three zones, or also in another region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Object id of the person or pipeline that writes the secrets into the vault; empty for nobody.')
param vaultWriterId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
param vaultWriterType string = 'User'

@description('Tags of every resource.')
param tags tagSet = {}

var abbrs = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var allTags = union(tags, { 'azd-env-name': environmentName })

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbrs.resourcesResourceGroups}loyalty-${environmentName}'
  location: location
  tags: allTags
}

module identity 'identity.bicep' = {
  scope: group
  params: {
    name: '${abbrs.managedIdentityUserAssignedIdentities}loyalty-${token}'
    location: location
    tags: allTags
  }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: '${abbrs.operationalInsightsWorkspaces}loyalty-${token}'
    insightsName: '${abbrs.insightsComponents}loyalty-${token}'
    location: location
    tags: allTags
    retentionDays: retentionDays
    principalId: identity.outputs.principalId
  }
}

module network 'network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: '${abbrs.networkVirtualNetworks}loyalty-${token}'
    subnetPrefix: abbrs.networkVirtualNetworksSubnets
    location: location
    tags: allTags
  }
}

module storage 'storage.bicep' = {
  scope: group
  params: {
    name: '${abbrs.storageStorageAccounts}loyalty${token}'
    location: location
    tags: allTags
    sku: storageSku
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: privateNetwork
  }
}

module vault 'vault.bicep' = {
  scope: group
  params: {
    name: '${abbrs.keyVaultVaults}${token}'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
    writerId: vaultWriterId
    writerType: vaultWriterType
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: privateNetwork
  }
}

module storageEndpoints 'endpoints.bicep' = if (privateNetwork) {
  scope: group
  params: {
    namePrefix: '${abbrs.networkPrivateEndpoints}st-${token}'
    location: location
    tags: allTags
    targetId: storage.outputs.id
    endpoints: [
      { group: 'blob', zone: 'privatelink.blob.${environment().suffixes.storage}' }
      { group: 'queue', zone: 'privatelink.queue.${environment().suffixes.storage}' }
      { group: 'table', zone: 'privatelink.table.${environment().suffixes.storage}' }
    ]
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
  }
}

module vaultEndpoint 'endpoints.bicep' = if (privateNetwork) {
  scope: group
  params: {
    namePrefix: '${abbrs.networkPrivateEndpoints}kv-${token}'
    location: location
    tags: allTags
    targetId: vault.outputs.id
    endpoints: [{ group: 'vault', zone: 'privatelink.vaultcore.azure.net' }]
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
  }
}

module app 'app.bicep' = {
  scope: group
  params: {
    name: '${abbrs.webSitesFunctions}loyalty-${token}'
    planName: '${abbrs.webServerFarms}loyalty-${token}'
    location: location
    tags: allTags
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    insightsConnection: monitoring.outputs.insightsConnection
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    packageContainer: storage.outputs.packageContainer
    vaultUri: vault.outputs.uri
    wix: wix
    sites: sites
    appSettings: appSettings
    capacity: capacity
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [storageEndpoints, vaultEndpoint]
}

module alerts 'alerts.bicep' = {
  scope: group
  params: {
    actionGroupName: '${abbrs.insightsActionGroups}loyalty-${token}'
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    emails: alertEmails
    limits: limits
  }
}

module workbook 'workbook.bicep' = {
  scope: group
  params: {
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output WIX_WEBHOOK_URL string = '${app.outputs.address}/api/webhooks/wix'
output EXTERNAL_CALLBACK_URLS string[] = [for s in sites: '${app.outputs.address}/api/webhooks/external/${s.instanceId}']
output SECRET_NAMES string[] = app.outputs.secretNames
